/**
 * @param {string} name of the element @param {Object<string, any>} values its properties @param {...(Node|string)} content
 * @returns {HTMLElement}
 */
export function made(name, values, ...content) {
  const element = Object.assign(document.createElement(name), values);
  element.append(...content);
  return element;
}
