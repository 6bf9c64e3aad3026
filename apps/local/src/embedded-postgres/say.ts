/** Tells the person who waits one thing, in Chinese and in English. */
export type Say = (zh: string, en: string) => void;
