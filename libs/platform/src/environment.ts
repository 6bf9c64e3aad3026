import { Transform, type TransformFnParams } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';

/** `yes` and `no` as people write them; anything else is left as it is, so that validation names it. */
const yesOrNo = ({ value }: TransformFnParams): unknown => {
  if (/^(1|true|yes|on)$/i.test(String(value))) return true;
  if (/^(0|false|no|off)$/i.test(String(value))) return false;
  return value;
};
const wholeNumber = ({ value }: TransformFnParams): unknown =>
  /^\d{1,9}$/.test(String(value)) ? Number(value) : value;

/** Each message is what to write instead: Chinese, then English, parted by ` / `. */
const says = (zh: string, en: string): { message: string } => ({ message: `${zh} / ${en}` });
const yesNo = says('请写 true 或 false', 'write true or false');

/**
 * Everything that an installation sets from outside, validated once at start. Nothing else reads `process.env`.
 * A value left empty counts as not set.
 */
export class Environment {
  /** TCP port of the HTTP server; 0 lets the system choose one. */
  @Transform(wholeNumber)
  @IsInt(says('请写 0 到 65535 之间的端口号', 'write a port number from 0 to 65535'))
  @Min(0, says('请写 0 到 65535 之间的端口号', 'write a port number from 0 to 65535'))
  @Max(65535, says('请写 0 到 65535 之间的端口号', 'write a port number from 0 to 65535'))
  PORT = 3000;

  /** Address the HTTP server listens on; the default serves this machine alone. */
  @IsString()
  HOST = '127.0.0.1';

  /** Folder of everything this machine keeps: the embedded database, the key, attachments. */
  @IsString()
  @MinLength(1)
  DATA_DIR = '.data';

  /** A PostgreSQL to use instead of the embedded one. */
  @IsOptional()
  @Matches(
    /^postgres(ql)?:\/\/\S+$/,
    says('请写 postgres://用户:密码@主机:端口/库名', 'write postgres://user:password@host:port/database'),
  )
  DATABASE_URL?: string;

  /** The same database as its owner, for migrations; without it the role of DATABASE_URL does both. */
  @IsOptional()
  @Matches(
    /^postgres(ql)?:\/\/\S+$/,
    says('请写 postgres://用户:密码@主机:端口/库名', 'write postgres://user:password@host:port/database'),
  )
  OWNER_DATABASE_URL?: string;

  /** A Redis or Valkey for the queues; without it they live in PostgreSQL. */
  @IsOptional()
  @Matches(/^rediss?:\/\/\S+$/, says('请写 redis://主机:端口', 'write redis://host:port'))
  REDIS_URL?: string;

  /** File with the 32-byte master key, where it is mounted as a secret; default `<DATA_DIR>/key`. */
  @IsOptional()
  @IsString()
  KEY_FILE?: string;

  @IsIn(
    ['development', 'test', 'production'],
    says('请写 development、test 或 production', 'write development, test or production'),
  )
  NODE_ENV: 'development' | 'test' | 'production' = 'development';

  @IsIn(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    says(
      '请写 fatal、error、warn、info、debug、trace 或 silent',
      'write fatal, error, warn, info, debug, trace or silent',
    ),
  )
  LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent' = 'info';

  /** The county served (statistical code). Without one, the local door starts the demonstration county. */
  @IsOptional()
  @Matches(/^\d{6}$/, says('请写六位县级区划代码,例如 350123', 'write a county code of six digits, for example 350123'))
  COUNTY?: string;

  /** Demonstration mode: synthetic data, demonstration accounts, a clock that can be advanced. */
  @IsOptional()
  @Transform(yesOrNo)
  @IsBoolean(yesNo)
  DEMO?: boolean;

  /** The address people type, when it differs from `http://localhost:PORT`. */
  @IsOptional()
  @IsUrl(
    { require_tld: false, require_protocol: true, protocols: ['http', 'https'] },
    says('请写完整网址,例如 https://guacun.example.cn', 'write a whole address, for example https://guacun.example.cn'),
  )
  PUBLIC_URL?: string;

  /** Minutes after which a session that nobody uses ends. */
  @Transform(wholeNumber)
  @IsInt(says('请写 5 到 720 之间的分钟数', 'write minutes from 5 to 720'))
  @Min(5, says('请写 5 到 720 之间的分钟数', 'write minutes from 5 to 720'))
  @Max(720, says('请写 5 到 720 之间的分钟数', 'write minutes from 5 to 720'))
  SESSION_IDLE_MINUTES = 30;

  /** Hours after which every session ends. */
  @Transform(wholeNumber)
  @IsInt(says('请写 1 到 24 之间的小时数', 'write hours from 1 to 24'))
  @Min(1, says('请写 1 到 24 之间的小时数', 'write hours from 1 to 24'))
  @Max(24, says('请写 1 到 24 之间的小时数', 'write hours from 1 to 24'))
  SESSION_HOURS = 12;

  /** Whether signing in ends the sessions that the person has elsewhere. */
  @Transform(yesOrNo)
  @IsBoolean(yesNo)
  ONE_SESSION = false;

  /** Minutes after which a checkpoint of the audit is signed where anything was sealed. */
  @Transform(wholeNumber)
  @IsInt(says('请写 1 到 60 之间的分钟数', 'write minutes from 1 to 60'))
  @Min(1, says('请写 1 到 60 之间的分钟数', 'write minutes from 1 to 60'))
  @Max(60, says('请写 1 到 60 之间的分钟数', 'write minutes from 1 to 60'))
  CHECKPOINT_MINUTES = 5;

  /** Megabytes that one file of a case may have. */
  @Transform(wholeNumber)
  @IsInt(says('请写 1 到 100 之间的兆字节数', 'write megabytes from 1 to 100'))
  @Min(1, says('请写 1 到 100 之间的兆字节数', 'write megabytes from 1 to 100'))
  @Max(100, says('请写 1 到 100 之间的兆字节数', 'write megabytes from 1 to 100'))
  ATTACHMENT_MEGABYTES = 10;

  /** The bucket of an S3-compatible store for the files of cases; without it they lie in DATA_DIR. */
  @IsOptional()
  @Matches(
    /^https?:\/\/[^\s/?#]+\/[^\s/?#]+\/?$/,
    says(
      '请写存储桶的网址,例如 https://oss.example.cn/guacun',
      'write the address of the bucket, such as https://oss.example.cn/guacun',
    ),
  )
  ATTACHMENTS_S3_URL?: string;

  @IsString()
  ATTACHMENTS_S3_REGION = 'us-east-1';

  @IsOptional()
  @IsString()
  ATTACHMENTS_S3_ACCESS_KEY?: string;

  @IsOptional()
  @IsString()
  ATTACHMENTS_S3_SECRET_KEY?: string;

  /** A ClamAV daemon that looks into files of cases. */
  @IsOptional()
  @Matches(/^tcp:\/\/[^\s/]+\/?$/, says('请写 tcp://主机:端口', 'write tcp://host:port'))
  CLAMD_URL?: string;

  /** A program that looks into them instead: reads from its standard input, ends with 0 (clean) or 1 (not). */
  @IsOptional()
  @IsString()
  SCAN_COMMAND?: string;

  /**
   * Reverse proxies whose word is taken for where a request comes from: addresses, networks (`172.16.0.0/12`) or
   * `loopback`, parted by commas. Whoever else says so is not believed.
   */
  @Matches(
    /^(loopback|[\da-fA-F.:]+(\/\d{1,3})?)(,(loopback|[\da-fA-F.:]+(\/\d{1,3})?))*$/,
    says(
      '请写反向代理的地址,例如 loopback 或 10.0.0.5,用逗号隔开',
      'write addresses of proxies, such as loopback or 10.0.0.5, parted by commas',
    ),
  )
  TRUSTED_PROXIES = 'loopback';

  /** Whether session cookies travel over https alone; follows PUBLIC_URL when not set. */
  @IsOptional()
  @Transform(yesOrNo)
  @IsBoolean(yesNo)
  COOKIE_SECURE?: boolean;
}
