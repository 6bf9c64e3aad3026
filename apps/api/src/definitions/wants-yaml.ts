/** Whether somebody asks for YAML: by name, or by a header that names it and no JSON before it. */
export function wantsYaml(format: 'json' | 'yaml' | undefined, accept = ''): boolean {
  if (format) return format === 'yaml';
  const [first = ''] = accept.split(',');
  return /^\s*(text|application)\/(x-)?yaml\b/.test(first);
}
