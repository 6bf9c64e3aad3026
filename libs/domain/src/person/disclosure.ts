/** On what ground personal data were handed to others (个人信息保护法 articles 13, 23, 25, 34). */
export const disclosureBases = ['statutory-duty', 'judicial-order', 'consent', 'emergency', 'supervision'] as const;
export type DisclosureBasis = (typeof disclosureBases)[number];

/** What was handed over, by kind; never the data themselves. */
export const disclosureCategories = ['name', 'phone', 'address', 'matter', 'health', 'hardship', 'other'] as const;
export type DisclosureCategory = (typeof disclosureCategories)[number];
