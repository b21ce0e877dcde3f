// Calls wait in the queue that the library looks for when it arrives; later ones go straight to the library.
var openQueue = function() {
  if (copyFromWindow(FUNCTION)) {
    return;
  }
  setInWindow(FUNCTION, function() {
    if (copyFromWindow(HANDLER)) {
      callInWindow(HANDLER, null, arguments);
    } else {
      callInWindow(QUEUE + '.push', arguments);
    }
  });
  createQueue(QUEUE);
};
