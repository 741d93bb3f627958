import { Ajv, type ValidateFunction } from "ajv";
import { type Answer, send } from "./http";

/** The description of the API that the server under test gives at `/openapi`. */
export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Response> };
}

export interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; description?: string; schema: Schema }[];
  requestBody?: { content: Content };
  responses: Record<string, Response>;
}

export interface Response {
  $ref?: string;
  description?: string;
  content?: Content;
}

type Content = Record<string, { schema: Schema }>;

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  nullable?: boolean;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  allOf?: Schema[];
}

/** Whatever the server says, as text, so that a validator can read it for itself. */
export async function apiDocument(): Promise<ApiDocument> {
  const answer = await send("GET", "/openapi?format=JSON", { token: process.env["NETIA_METRICS_TOKEN"] });
  if (answer.status !== 200) throw new Error(`/openapi: ${answer.status} ${answer.text.slice(0, 500)}`);
  return answer.json as ApiDocument;
}

/** The operation that answers a method and a path of the API, which may have ids in it. */
export function operationFor(document: ApiDocument, method: string, path: string): Operation | undefined {
  const asked = path.replace(/\?.*/, "").split("/");
  const fits = (template: string) => {
    const parts = template.split("/");
    return parts.length === asked.length && parts.every((part, at) => part === asked[at] || part.startsWith("{"));
  };
  const templates = Object.keys(document.paths).filter(fits);
  // A name is meant where there is one, and else an id.
  templates.sort((one, other) => one.split("{").length - other.split("{").length);
  // The server takes PATCH for PUT.
  const verb = (method === "PATCH" ? "PUT" : method).toLowerCase();
  return templates.map((template) => document.paths[template]?.[verb]).find((operation) => operation !== undefined);
}

/** Checks answers against a document; a field that it does not know is an error, too. */
export class AnswerCheck {
  readonly #document: ApiDocument;
  readonly #ajv = new Ajv({ strict: false, allErrors: true });

  constructor(document: ApiDocument) {
    this.#document = document;
    const formats: Record<string, RegExp | true> = {
      uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
      "date-time-local": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
      date: /^\d{4}-\d\d-\d\d$/,
      int32: true,
      int64: true,
      double: true,
    };
    for (const [name, format] of Object.entries(formats)) this.#ajv.addFormat(name, format);
    const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [name, closed(schema)]);
    this.#ajv.addSchema({ $id: "document", components: { schemas: Object.fromEntries(schemas) } });
  }

  /** What is wrong with an answer; nothing if it is as the document has it. */
  errorsOf(method: string, answer: Answer): string[] {
    const operation = operationFor(this.#document, method, answer.path);
    const response = this.#resolved(operation?.responses[String(answer.status)]);
    if (response === undefined) return [`${answer.status} is not documented: ${answer.text.slice(0, 300)}`];
    const schema = response.content?.["application/json"]?.schema;
    if (schema === undefined) return answer.text === "" ? [] : ["there is a body, and none is documented"];
    const validate: ValidateFunction = this.#ajv.compile(closed(schema));
    if (validate(answer.json)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  #resolved(response: Response | undefined): Response | undefined {
    const name = response?.$ref?.replace("#/components/responses/", "");
    return name === undefined ? response : this.#document.components.responses[name];
  }
}

/** The schema as JSON Schema, with objects that have no other fields than those named. */
function closed(schema: Schema): object {
  if (schema.$ref !== undefined) return { $ref: schema.$ref.replace("#/", "document#/") };
  const { nullable, properties, items, allOf, additionalProperties, ...rest } = schema;
  const made: Record<string, unknown> = { ...rest };
  if (properties !== undefined) {
    made["properties"] = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, closed(one)]));
    made["additionalProperties"] = false;
  }
  if (additionalProperties !== undefined) {
    made["additionalProperties"] =
      typeof additionalProperties === "object" ? closed(additionalProperties) : additionalProperties;
  }
  if (items !== undefined) made["items"] = closed(items);
  if (allOf !== undefined) made["allOf"] = allOf.map(closed);
  return nullable === true ? { anyOf: [made, { type: "null" }] } : made;
}
