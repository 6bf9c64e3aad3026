import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configDirectory } from '../../../composition/src/index.js';
import { ApiModule } from '../api.module.js';
import { authorisationPage } from './page.js';
import { routesOf } from './routes.js';

/** `npm run docs`: writes the authorisation matrix. */
const path = 'docs/authorisation.md';
await writeFile(join(configDirectory, '..', path), authorisationPage(routesOf(ApiModule)));
console.log(path);
