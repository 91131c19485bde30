/** What we use of saxen, which ships no types. */
declare module 'saxen' {
  type Decode = (text: string) => string;
  export class Parser {
    ns(prefixes: Record<string, string>): this;
    on(event: 'openTag', hook: (name: string, attributes: unknown, decode: Decode, selfClosing: boolean) => void): this;
    on(event: 'closeTag', hook: (name: string, decode: Decode, selfClosing: boolean) => void): this;
    on(event: 'text', hook: (value: string, decode: Decode) => void): this;
    on(event: 'error', hook: (problem: Error) => void): this;
    parse(xml: string): void;
  }
}
