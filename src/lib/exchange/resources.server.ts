/** Everything that another system can read, in the order in which the document names it. Complaints are not here. */
import type { Resource } from './resource.server.ts';
import { annualFigures } from './resources/annual-figures.server.ts';
import { certificates } from './resources/certificates.server.ts';
import { examResults } from './resources/exam-results.server.ts';
import { outreachEvents } from './resources/outreach-events.server.ts';
import { people } from './resources/people.server.ts';
import { trainingHours } from './resources/training-hours.server.ts';
import { trainingSessions } from './resources/training-sessions.server.ts';

export const resources: readonly Resource[] = [
  people,
  certificates,
  trainingSessions,
  trainingHours,
  examResults,
  outreachEvents,
  annualFigures
];

/** The resource at an address below `/api/v1`, with the year that the address itself carries. */
export function findResource(address: string): { resource: Resource; fromPath: Record<string, string> } | undefined {
  for (const resource of resources) {
    const [name, parameter] = resource.path.slice(1).split('/');
    const [asked, value, ...rest] = address.split('/');
    if (name !== asked || rest.length || (parameter === undefined) !== (value === undefined)) continue;
    return { resource, fromPath: value === undefined ? {} : { year: value } };
  }
  return undefined;
}
