// ---- values ----

const matched = (row) => {
  const key = MATCH_KEYS[row.name];
  const text = isMissing(row.value) ? '' : makeString(row.value);
  if (!key || !text) {
    return undefined;
  }
  if (key.hash && isHash(text)) {
    return text.toLowerCase();
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

const typed = (type, value) => {
  if (type === 'number') {
    return makeNumber(value);
  }
  if (type === 'integer') {
    return makeInteger(value);
  }
  return type === 'string' ? makeString(value) : value;
};

const isListOfItems = (value) => getType(value) === 'array' && value.length > 0 && getType(value[0]) === 'object';

const quantityOf = (item) => isMissing(item.quantity) ? 1 : makeNumber(item.quantity);

const idOf = (item) => makeString(isMissing(item.item_id) ? item.id : item.item_id);

// Items as Google Analytics has them in the platform's shape.
const translated = (name, value) => {
  if (isListOfItems(value) && ITEMS[name]) {
    return ITEMS[name](value);
  }
  return TYPES[name] ? typed(TYPES[name], value) : value;
};

// What is told about the event, under the platform's names.
const parameters = () => {
  const result = {};
  (data.parameters || []).forEach((row) => {
    const value = isMissing(row.value) ? undefined : translated(row.name, row.value);
    if (!isMissing(value)) {
      result[row.name] = value;
    }
  });
  return result;
};
