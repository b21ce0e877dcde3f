const matched = (row) => {
  const key = MATCH_KEYS[row.name];
  const text = isMissing(row.value) ? '' : makeString(row.value);
  if (!key || !text) {
    return undefined;
  }
  if (key.hash && isHash(text.trim())) {
    return text.trim().toLowerCase();
  }
  const found = key.steps.reduce((value, step) => value ? step(value) : undefined, text);
  return found && key.hash ? sha256Sync(found, {outputEncoding: 'hex'}) : found || undefined;
};

// Who did it, each key as the platform compares it; what has no such form is left out.
const matchKeys = (rows) => {
  const result = {};
  rows.concat(data.matchKeys || []).forEach((row) => {
    const value = matched(row);
    if (!isMissing(value)) {
      result[row.name] = value;
    }
  });
  return result;
};

// Numbers as text without the dust of binary fractions.
const textOf = (value) => getType(value) === 'number' ? makeString(Math.round(value * 1000000000) / 1000000000) : makeString(value);

const isListOfItems = (value) => getType(value) === 'array' && value.length > 0 && getType(value[0]) === 'object';

const quantityOf = (item) => isMissing(item.quantity) ? 1 : numberOf(item.quantity);

// An item as Google Analytics has it, in the platform's words.
const contentOf = (item) => {
  const result = {};
  Object.keys(CONTENTS).forEach((name) => {
    const from = CONTENTS[name][0];
    const value = from === 'quantity' ? quantityOf(item) : item[from];
    result[name] = isMissing(value) ? undefined : FORMS[CONTENTS[name][1]](value);
  });
  return compact(result);
};

const idsOf = (items) => items.filter((item) => !isMissing(item.item_id)).map((item) => textOf(item.item_id));

const numberOf = (value) => getType(value) === 'string' ? amount(value) : makeNumber(value);

// What is made of a sum; one that may be read in two ways is missing.
const ofSum = (value, make) => isMissing(numberOf(value)) ? undefined : make(numberOf(value));

// A sum with at least two decimals.
const withCents = (text) => text.indexOf('.') === -1 ? text + '.00' : text.split('.')[1].length === 1 ? text + '0' : text;

const FORMS = {
  integer: (value) => ofSum(value, makeInteger),
  number: (value) => numberOf(value),
  decimal: (value) => ofSum(value, textOf),
  cents: (value) => ofSum(value, (sum) => withCents(textOf(sum))),
  text: (value) => textOf(value),
  texts: (value) => getType(value) === 'array' ? value.map(textOf) : [textOf(value)]
};

const FORMS_OF_ITEMS = {
  'array<object>': (items) => items.map(contentOf),
  'array<string>': idsOf,
  integer: (items) => makeInteger(items.reduce((sum, item) => sum + quantityOf(item), 0))
};

const FORM_OF = {
  'array<string>': 'texts', cents: 'cents', decimal: 'decimal', 'enum': 'text', float: 'number', integer: 'integer', number: 'number', string: 'text',
  url: 'text', urn: 'text'
};

const translated = (type, value) => {
  if (isListOfItems(value) && FORMS_OF_ITEMS[type]) {
    return FORMS_OF_ITEMS[type](value);
  }
  return FORM_OF[type] ? FORMS[FORM_OF[type]](value) : value;
};

// Where the list of fields is closed, an unknown one makes the platform refuse the event.
const isTaken = (name) => TAKEN.length === 0 || TAKEN.indexOf(name) !== -1;

// What is told about the event, under the names that the platform's server knows.
const parameters = () => {
  const result = {};
  (data.parameters || []).forEach((row) => {
    const name = NAMES[row.name] || row.name;
    const value = isMissing(row.value) ? undefined : translated(TYPES[name] || TYPES[row.name], row.value);
    if (!isMissing(value) && isTaken(name)) {
      result[name] = value;
    }
  });
  return result;
};
