/** Which calls there are, what they take and what they answer: read from the description's types. */
import type { paths } from './schema.ts';

export type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';

/** The addresses that know a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Readonly<Record<M, { responses: unknown }>> ? P : never;
}[keyof paths];

type Values<Operation, Place extends 'path' | 'query'> = Operation extends {
  readonly parameters: Readonly<Partial<Record<Place, infer Given>>>;
}
  ? Exclude<Given, undefined>
  : never;

/** A description tells what an answer is made of; what is sent may leave out what has a default. */
export type Partly<T> = T extends readonly (infer Item)[]
  ? readonly Partly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: Partly<T[Key]> | null | undefined }
    : T;

type Body<Operation> = Operation extends {
  readonly requestBody?: { readonly content: { readonly 'application/json': infer Json } };
}
  ? { readonly body?: Partly<Json> }
  : { readonly body?: FormData | Blob };

type InPath<Given> = [Given] extends [never] ? { readonly path?: never } : { readonly path: Given };

/** What a call is made with. */
export type RequestOf<Operation> = InPath<Values<Operation, 'path'>> &
  Body<Operation> & {
    readonly query?: Partial<Values<Operation, 'query'>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
  };

type Json<Answer> = Answer extends { content: { readonly 'application/json': infer Told } }
  ? Told
  : Answer extends { content?: never }
    ? undefined
    : never;

type Good<Responses> = Responses[keyof Responses & (200 | 201 | 202 | 204)];

/** What it answers, as JSON. */
export type AnswerOf<Operation> = Operation extends { readonly responses: infer Responses }
  ? Json<Good<Responses>>
  : never;

export type OperationAt<P extends keyof paths, M extends Method> = paths[P][M];
