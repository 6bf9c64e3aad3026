import { pino, type Bindings, type DestinationStream, type Logger } from 'pino';
import { censor } from './censor.js';

export type { Logger } from 'pino';

/**
 * A JSON logger (one object a line, instants in UTC) that censors personal fields and trims errors to what names the
 * fault. `destination` defaults to standard output.
 */
export function createLogger(options: { level: string; name?: string }, destination?: DestinationStream): Logger {
  const settings = {
    level: options.level,
    name: options.name,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }), log: record },
    // Errors arrive here already trimmed by `censor`; pino's own serializer would print every property.
    serializers: { err: censor },
  };
  return withCensoredChildren(destination ? pino(settings, destination) : pino(settings));
}

const record = (fields: object): Record<string, unknown> => censor(fields) as Record<string, unknown>;

/** Pino does not hand the fields of a child logger to any formatter, so that they are censored at the door. */
function withCensoredChildren(logger: Logger): Logger {
  const child = logger.child;
  logger.child = function censoredChild(this: Logger, bindings: Bindings, options) {
    return child.call(this, record(bindings), options);
  } as typeof child;
  return logger;
}
