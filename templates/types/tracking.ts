// Made by govern from the specs: change them there, then run `govern render types`.

/** A product or service that an event is about. */
export interface Item {
  readonly item_id?: string;
  readonly item_name?: string;
  readonly price?: number;
  readonly quantity?: number;
  readonly [key: string]: unknown;
}

/** Every event, with the parameters it takes. */
export interface TrackingEvents {
{% for event in events %}
{% if event.comment %}
  /** {{ event.comment }} */
{% endif %}
  {{ event.key }}: {
{% for fact in event.facts %}
{% if fact.comment %}
    /** {{ fact.comment }} */
{% endif %}
    {{ fact.key }}{{ fact.optional }}: {{ fact.type }}{{ " | undefined" if fact.optional else "" }};
{% endfor %}
  };
{% endfor %}
}

export type EventName = keyof TrackingEvents;

type Parameters<E extends EventName> = Partial<TrackingEvents[E]> extends TrackingEvents[E]
  ? [parameters?: TrackingEvents[E]]
  : [parameters: TrackingEvents[E]];

/** What the data layer calls each event (nothing where the container sees it for itself), and where it keeps each parameter. */
const MESSAGES: { readonly [E in EventName]: readonly [string, ...(readonly string[])[]] } = {
{% for event in events %}
  [{{ event.key }}]: [{{ event.name }}{% for fact in event.facts %}, [{{ fact.key }}, {{ fact.path }}]{% endfor %}],
{% endfor %}
};

/** Where an event's lists and objects lie inside others: the data layer would mix them with those of an earlier event. */
const MERGED: { readonly [E in EventName]: readonly (readonly string[])[] } = {
{% for event in events %}
  [{{ event.key }}]: [{{ event.cleared }}],
{% endfor %}
};

function put(message: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let into = message;
  for (const step of path.slice(0, -1)) {
    if (!Object.prototype.hasOwnProperty.call(into, step)) into[step] = {};
    into = into[step] as Record<string, unknown>;
  }
  into[path[path.length - 1] as string] = value;
}

/**
 * Tell Tag Manager that an event happened.
 *
 * Every parameter of the event is written, `undefined` where there is none, because the data layer remembers what
 * earlier events wrote; lists and objects inside others are taken away first.
 */
export function track<E extends EventName>(event: E, ...[parameters]: Parameters<E>): void {
  const [name, ...facts] = MESSAGES[event];
  const given = (parameters ?? {}) as Record<string, unknown>;
  const message: Record<string, unknown> = name ? { event: name } : {};
  for (const [key, ...path] of facts) {
    put(message, path, given[key as string]);
  }
  const cleared: Record<string, unknown> = {};
  for (const path of MERGED[event]) put(cleared, path, null);
  const page = globalThis as unknown as { dataLayer?: unknown[] };
  page.dataLayer ??= [];
  if (MERGED[event].length) page.dataLayer.push(cleared);
  page.dataLayer.push(message);
}
