/** Personal data as it is shown by default (design §10). Showing the full value is an action with a reason. */

/** 张三 → 张**; always two stars, so that the length tells nothing. */
export function maskName(name: string): string {
  const first = [...name.trim()][0];
  return first ? `${first}**` : '';
}

/** 13812345678 → 138****5678; a landline keeps its last four digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 7) return '****';
  return digits.length === 11 && digits.startsWith('1')
    ? `${digits.slice(0, 3)}****${digits.slice(-4)}`
    : `****${digits.slice(-4)}`;
}

/** 350123199001011234 → 350123********1234. */
export function maskIdNumber(id: string): string {
  return id.length === 18 ? `${id.slice(0, 6)}********${id.slice(-4)}` : '********';
}
