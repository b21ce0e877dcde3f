function () {
  var items = {{DLV - value}} || 0;
  return Number(items).toFixed(2);
}
