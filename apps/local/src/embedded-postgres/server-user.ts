import { execFileSync } from 'node:child_process';
import { StartUpError } from '#platform';

/** The system account PostgreSQL runs as; undefined where that is the account of this process. */
export type ServerUser = { uid: number; gid: number } | undefined;

const account = 'postgres';

/** PostgreSQL refuses to run as root: root lends it the unprivileged account `postgres`, made when it is missing. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp() ?? create();
}

function lookUp(): ServerUser {
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    return undefined;
  }
}

function create(): ServerUser {
  try {
    const about = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
    execFileSync('useradd', [...about, '--shell', '/usr/sbin/nologin', account], { stdio: 'pipe' });
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch (cause) {
    throw Object.assign(
      new StartUpError(
        'postgres-unavailable',
        `PostgreSQL 不能以 root 运行,而创建系统用户 ${account} 失败。请用普通用户启动,或先创建该用户。`,
        `PostgreSQL cannot run as root, and the account ${account} could not be created. Start as another user, or create it.`,
      ),
      { cause },
    );
  }
}

const idOf = (flag: '-u' | '-g'): number =>
  Number(execFileSync('id', [flag, account], { encoding: 'utf8', stdio: 'pipe' }));
