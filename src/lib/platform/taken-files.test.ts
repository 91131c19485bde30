import { expect, test } from 'vitest';
import { isFile, isTakenCache, picturesShown } from './taken-files.ts';

const file = `/api/files/${'0a'.repeat(32)}`;

test('the pictures of a page are found wherever its markup stands; links to papers and videos are not pictures', () => {
  const page = {
    body: { __html: `<p>看图<img src="${file}" alt="勘验图" loading="lazy"></p>` },
    links: [`<a href="/api/files/${'1b'.repeat(32)}">附件</a>`],
    video: `/api/files/${'2c'.repeat(32)}`
  };
  expect(picturesShown(page)).toEqual([file]);
  expect(picturesShown({ body: '没有图' })).toEqual([]);
});

test.each([
  [file, true],
  [`${file}/more`, false],
  ['/api/files/short', false],
  ['/practice', false]
])('%s is a file: %s', (pathname, is) => {
  expect(isFile(pathname)).toBe(is);
});

test('a new version clears the old shell, and leaves what was taken along', () => {
  expect(isTakenCache('chizheng-taken-practice')).toBe(true);
  expect(isTakenCache('portal-1764150000000')).toBe(false);
});
