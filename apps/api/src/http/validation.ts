import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import { type ValidationError } from 'class-validator';
import { type FieldProblem, Problem } from './problem.js';

/** Checks static DTOs; unknown fields are named, not swallowed. */
export function validationPipe(): ValidationPipe {
  return new ObjectValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) =>
      new Problem(422, 'bad-fields', { fields: errors.flatMap((error) => fieldsOf(error, '')) }),
  });
}

/** A body that has a DTO is an object: a list or a number is refused before its fields are looked for. */
class ObjectValidationPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const hasDto = metadata.type === 'body' && metadata.metatype !== undefined && metadata.metatype !== Object;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (hasDto && !isObject) throw new Problem(400, 'bad-json');
    return super.transform(value, metadata) as Promise<unknown>;
  }
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
