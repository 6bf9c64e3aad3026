import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const configurations = ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs', 'eslint.config.mjs'];
const doors = ['domain', 'engine', 'persistence', 'queue', 'ledgers', 'attachments', 'identity', 'platform'];

/** A small tree in the shape of the repository, under its real configurations, in which violations are planted. */
export class PlantedTree {
  private constructor(readonly folder: string) {}

  /** `plants`: file content by path. Every library has an empty door; packages are the repository's. */
  static async grow(plants: Readonly<Record<string, string>>): Promise<PlantedTree> {
    const folder = await mkdtemp(join(tmpdir(), 'guacun-planted-'));
    for (const file of configurations) await cp(join(root, file), join(folder, file));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const indexes = Object.fromEntries(doors.map((door) => [`libs/${door}/src/index.ts`, 'export const door = 1;\n']));
    for (const [path, content] of Object.entries({ ...indexes, ...plants })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return new PlantedTree(folder);
  }

  /** The JSON that a tool of the repository prints about the tree; tools exit with 1 when they find something. */
  judge<Report>(tool: string, args: readonly string[]): Promise<Report> {
    return new Promise((resolve, reject) => {
      const options = { cwd: this.folder, maxBuffer: 64 * 1024 * 1024 };
      execFile(process.execPath, [join(root, 'node_modules', tool), ...args], options, (_error, stdout, stderr) => {
        try {
          resolve(JSON.parse(stdout) as Report);
        } catch {
          reject(new Error(`${tool} printed no report: ${stderr}${stdout.slice(0, 500)}`));
        }
      });
    });
  }

  fell(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
