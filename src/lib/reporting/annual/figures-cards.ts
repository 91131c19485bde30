/** 持证: who held a valid card on the last day, against the posts that need one; and what happened to cards. Pure. */
import type { CardAct } from '#lib/certification/figures.server.ts';
import type { UnitPerson } from '#lib/people/people-of.server.ts';
import type { Facts } from './facts.server.ts';
import { counted, shared, type FigureRow } from './figure.ts';
import type { Figure } from './figures.ts';

type Person = Facts['people'][number];

const holds = ({ standing }: Person) => standing.state === 'valid' || standing.state === 'expiring';
const enforces = ({ enforcementPost, establishment }: Person) => enforcementPost && establishment !== 'auxiliary';

/** A person as a row; the link leads to their file in the register. */
const inRegister = (person: UnitPerson, day: FigureRow['day'] = null): FigureRow => ({
  ...personRow(person),
  day,
  href: `/register/${person.staffNumber}`
});

export const personRow = ({ staffNumber, name, unitName }: UnitPerson): FigureRow => ({
  label: `${staffNumber} ${name}`,
  note: unitName,
  day: null,
  amount: null,
  href: null
});

const withCardTo = (person: Person) => inRegister(person, person.standing.validTo);

const actsOf = (facts: Facts, wanted: CardAct) =>
  counted(
    facts.acts
      .filter(({ act }) => act === wanted)
      .map(({ cadreId, number, happenedOn }) => {
        const person = facts.personOf(cadreId)!;
        return { ...inRegister(person, happenedOn), note: `${person.unitName} · ${number}` };
      })
  );

export const cardFigures = {
  posts: {
    chapter: 'cards',
    unit: 'person',
    source: 'register',
    compute: ({ people }) => counted(people.filter(enforces).map((person) => inRegister(person)))
  },
  postsCarded: {
    chapter: 'cards',
    unit: 'person',
    source: 'register',
    compute: ({ people }) =>
      counted(
        people
          .filter(enforces)
          .filter(holds)
          .map((person) => withCardTo(person))
      )
  },
  postsUncarded: {
    chapter: 'cards',
    unit: 'person',
    source: 'register',
    compute: ({ people }) =>
      counted(
        people
          .filter(enforces)
          .filter((person) => !holds(person))
          .map((person) => withCardTo(person))
      )
  },
  cardRate: {
    chapter: 'cards',
    unit: 'percent',
    source: 'register',
    compute({ people }) {
      const posts = people.filter(enforces);
      return shared(
        posts.filter(holds).length,
        posts.length,
        posts.map((person) => withCardTo(person))
      );
    }
  },
  cardHolders: {
    chapter: 'cards',
    unit: 'person',
    source: 'register',
    compute: ({ people }) => counted(people.filter(holds).map((person) => withCardTo(person)))
  },
  cardNew: {
    chapter: 'cards',
    unit: 'person',
    source: 'register',
    compute: (facts) => actsOf(facts, 'first-issued')
  },
  cardRenewed: { chapter: 'cards', unit: 'card', source: 'register', compute: (facts) => actsOf(facts, 'renewed') },
  cardEnded: { chapter: 'cards', unit: 'card', source: 'register', compute: (facts) => actsOf(facts, 'ended') }
} satisfies Record<string, Figure>;
