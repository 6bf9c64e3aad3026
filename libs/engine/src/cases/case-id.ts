/** Whether a form's value can be the id of a case; what is none has its problem by the form's schema. */
export function isCaseId(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
