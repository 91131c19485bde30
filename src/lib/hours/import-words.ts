/** The headings and words of hours files. They are Chinese whoever reads the screen: the files go round the town. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { folded } from '#lib/platform/pinyin.ts';
import { amountUnits, type AmountUnit } from './amount.ts';
import { hoursCategories, type HoursCategory } from './category.ts';
import { categoryWords, unitWords } from './words.ts';

export const importColumns = ['staffNumber', 'name', 'category', 'title', 'endedOn', 'amount', 'unit'] as const;
export type ImportColumn = (typeof importColumns)[number];

const zh = { locale: 'zh-CN' } as const;
const en = { locale: 'en' } as const;

export const importHeadings: Record<ImportColumn, string> = {
  staffNumber: m.hours_column_number({}, zh),
  name: m.hours_column_name({}, zh),
  category: m.hours_enter_category({}, zh),
  title: m.hours_enter_title_label({}, zh),
  endedOn: m.hours_import_day({}, zh),
  amount: m.hours_enter_amount({}, zh),
  unit: m.hours_enter_unit({}, zh)
};

/** A row whose staff number begins so shows how to fill in the template. */
export const exampleMark = m.hours_import_example({}, zh);
export const importSheetName = m.hours_import_sheet({}, zh);

export const exampleCells: Record<ImportColumn, string> = {
  staffNumber: `${exampleMark}-017`,
  name: m.hours_import_example_name({}, zh),
  category: categoryWords['enforcement-training']({}, zh),
  title: m.hours_import_example_title({}, zh),
  endedOn: '2025-06-18',
  amount: '1.5',
  unit: unitWords.days({}, zh)
};

/** A category as a file has it, in either language. */
export const readCategory = (value: string): HoursCategory | undefined =>
  hoursCategories.find((category) => isEither(value, categoryWords[category]));

export const readUnit = (value: string): AmountUnit | undefined =>
  amountUnits.find((unit) => isEither(value, unitWords[unit]));

const isEither = (value: string, words: (params: object, options: typeof zh | typeof en) => string) =>
  folded(value) === folded(words({}, zh)) || folded(value) === folded(words({}, en));

/** The words of a list of choices, for sentences that say what may be written. */
export const categoryChoices = () => hoursCategories.map((category) => categoryWords[category]({}, zh)).join('、');
export const unitChoices = () => amountUnits.map((unit) => unitWords[unit]({}, zh)).join('、');
