import { type Language } from '../http/language.js';

/** The public emergency services: who registers an emergency sees their numbers first (time.md §4). */
export function emergencyServices(language: Language) {
  return services.map(({ number, ...label }) => ({ number, label: label[language] }));
}

const services = [
  { number: '110', zh: '公安报警', en: 'Police' },
  { number: '119', zh: '消防救援', en: 'Fire and rescue' },
  { number: '120', zh: '医疗急救', en: 'Ambulance' },
  { number: '122', zh: '道路交通事故', en: 'Traffic accidents' },
] as const;
