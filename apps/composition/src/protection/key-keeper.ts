import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { AesCipher } from '#identity';
import { confirmKeys } from '#persistence';
import { FileKeyRing, StartUpError } from '#platform';
import { DataSource } from 'typeorm';

/** The ring of key files; null where the settings hold the only key. */
export const KEY_RING = Symbol('key ring');

/** Starts nothing on a database that is sealed with a key which is not here, and lets go of the key files at the end. */
@Injectable()
export class KeyKeeper implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(AesCipher) private readonly cipher: AesCipher,
    @Inject(KEY_RING) private readonly ring: FileKeyRing | null,
  ) {}

  async onModuleInit(): Promise<void> {
    const found = await confirmKeys(this.dataSource, this.cipher);
    if (found.ok) return;
    const [missing, here] = [found.missing.join(', '), this.cipher.keyIds.join(', ')];
    throw new StartUpError(
      'key-lost',
      `数据库里的内容是用密钥 ${missing} 加密的,这里只有 ${here}。请从备份恢复原来的密钥文件,不要新建;恢复之前不启动。`,
      `This database is sealed with key ${missing}; what is here is ${here}. Restore the key file from your backup, make no new one; nothing starts before that.`,
    );
  }

  onApplicationShutdown(): void {
    this.ring?.close();
  }
}
