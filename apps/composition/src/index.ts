/** The composition of the system, shared by its doors. */
export { EngineModule } from './engine.module.js';
export { configDirectory, SETTINGS, type Settings, settingsOf } from './settings.js';
