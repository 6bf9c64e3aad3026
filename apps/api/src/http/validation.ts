import { ValidationPipe } from '@nestjs/common';
import { type ValidationError } from 'class-validator';
import { type FieldProblem, Problem } from './problem.js';

/** Checks static DTOs; unknown fields are named, not swallowed. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) =>
      new Problem(422, 'bad-fields', { fields: errors.flatMap((error) => fieldsOf(error, '')) }),
  });
}

function fieldsOf(error: ValidationError, prefix: string): FieldProblem[] {
  const field = prefix ? `${prefix}.${error.property}` : error.property;
  const own = Object.keys(error.constraints ?? {}).map((rule): FieldProblem => {
    const context = error.contexts?.[rule] as Record<string, unknown> | undefined;
    const isMissing = error.value === undefined && rule !== 'whitelistValidation';
    return isMissing
      ? { field, rule: 'required' }
      : { field, rule: rules[rule] ?? 'invalid', data: { ...context, ...dataOf[rule] } };
  });
  return [...own.slice(0, 1), ...(error.children ?? []).flatMap((child) => fieldsOf(child, field))];
}

/** The rules of class-validator under the names that the messages know. */
const rules: Readonly<Record<string, string>> = {
  whitelistValidation: 'additionalProperties',
  isString: 'type',
  isBoolean: 'type',
  isInt: 'type',
  isObject: 'type',
  isIn: 'enum',
  matches: 'pattern',
  isUuid: 'pattern',
  maxLength: 'maxLength',
  minLength: 'minLength',
};

const dataOf: Readonly<Record<string, Record<string, unknown>>> = {
  isString: { type: 'string' },
  isBoolean: { type: 'boolean' },
  isInt: { type: 'integer' },
  isObject: { type: 'object' },
};
