/** The headings and words of roster files. They are Chinese whoever reads the screen: the files go round the town. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { folded } from '#lib/platform/pinyin.ts';
import type { Establishment } from './cadre.ts';

export const rosterColumns = [
  'staffNumber',
  'name',
  'unit',
  'post',
  'establishment',
  'enforcementPost',
  'joinedOn',
  'leftOn'
] as const;
export type RosterColumn = (typeof rosterColumns)[number];

const zh = { locale: 'zh-CN' } as const;
const en = { locale: 'en' } as const;

export const rosterHeadings: Record<RosterColumn, string> = {
  staffNumber: m.people_staff_number({}, zh),
  name: m.people_name({}, zh),
  unit: m.people_unit({}, zh),
  post: m.people_post({}, zh),
  establishment: m.people_establishment({}, zh),
  enforcementPost: m.people_enforcement_post({}, zh),
  joinedOn: m.people_joined_on({}, zh),
  leftOn: m.people_left_on({}, zh)
};

/** A row whose staff number begins so shows how to fill in the template. */
export const exampleMark = m.people_roster_example({}, zh);

/** How a kind of establishment may be written; the first is what an export writes. */
export const establishmentWords: Record<Establishment, string[]> = {
  administrative: [m.people_establishment_administrative({}, zh), m.people_establishment_administrative({}, en)],
  'public-institution': [
    m.people_establishment_public_institution({}, zh),
    m.people_establishment_public_institution({}, en)
  ],
  auxiliary: [m.people_establishment_auxiliary({}, zh), m.people_establishment_auxiliary({}, en)]
};

export const yesNoWords = {
  yes: [m.people_yes({}, zh), m.people_yes({}, en)].map(folded),
  no: [m.people_no({}, zh), m.people_no({}, en)].map(folded)
};

export const writtenYesNo = (value: boolean) => (value ? m.people_yes({}, zh) : m.people_no({}, zh));
export const rosterSheetName = m.people_roster_sheet({}, zh);

export const handoutHeading = m.people_initial_password({}, zh);

/** The example of the template, as its cells. */
export const exampleCells: Record<RosterColumn, string> = {
  staffNumber: `${exampleMark}-017`,
  name: m.people_roster_example_name({}, zh),
  unit: m.people_roster_example_unit({}, zh),
  post: m.people_roster_example_post({}, zh),
  establishment: establishmentWords.administrative[0]!,
  enforcementPost: writtenYesNo(true),
  joinedOn: '2020-03-01',
  leftOn: ''
};
