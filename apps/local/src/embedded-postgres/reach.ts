import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type ServerUser } from './server-user.js';

/** Whether `user` may walk into `folder`: every folder on the way there must let it pass. */
export async function canReach(user: ServerUser, folder: string): Promise<boolean> {
  if (!user) return true;
  for (let at = await realpath(folder); ; at = dirname(at)) {
    if (!mayPass(user, await stat(at))) return false;
    if (at === dirname(at)) return true;
  }
}

/** The execute bit of the class of users (owner, group, others) that the system would look at. */
function mayPass(
  user: NonNullable<ServerUser>,
  { uid, gid, mode }: { uid: number; gid: number; mode: number },
): boolean {
  if (user.uid === uid) return (mode & 0o100) !== 0;
  if (user.gid === gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
