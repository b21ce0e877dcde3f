const saidIn = (text) => {
  if (text === 'true' || text === 'false') {
    return text === 'true';
  }
  return isOnly(text, DIGITS) ? makeInteger(text) : text;
};

// What the tag says about a limited use of data.
const dataUse = (names) => {
  const result = {};
  (data.dataUse || []).forEach((row) => {
    if (names.indexOf(row.name) !== -1 && !isMissing(row.value)) {
      const text = makeString(row.value);
      result[row.name] = row.name === 'data_processing_options' ? [text] : saidIn(text);
    }
  });
  return result;
};

// An object with the fields of another besides.
const extended = (fields, more) => {
  Object.keys(more).forEach((name) => {
    fields[name] = more[name];
  });
  return fields;
};
