import { m } from '#lib/i18n/paraglide/messages.js';
import type { FormatName, Unit } from './formats/format.ts';

export const formatWords: Record<FormatName, () => string> = {
  xlsx: m.bank_format_xlsx,
  csv: m.bank_format_csv,
  text: m.bank_format_text,
  aiken: m.bank_format_aiken,
  gift: m.bank_format_gift,
  moodle: m.bank_format_moodle,
  qti: m.bank_format_qti
};

/** How a place in a file is called: 第 5 行, 第 3 题. */
export const placeWords: Record<Unit, (place: { row: number }) => string> = {
  row: m.bank_import_row,
  line: m.bank_import_row,
  item: m.bank_import_item
};

/** What a format that is written is good for. */
export const formatNotes: Partial<Record<FormatName, () => string>> = {
  xlsx: m.bank_export_note_xlsx,
  csv: m.bank_export_note_csv,
  gift: m.bank_export_note_gift,
  moodle: m.bank_export_note_moodle,
  qti: m.bank_export_note_qti
};
