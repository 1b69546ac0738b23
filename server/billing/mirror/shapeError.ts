/** An object lacks what a payment cannot be without, or has it in a way that nobody knows. */
export class ShapeError extends Error {
  readonly kind: string;
  readonly path: string;
  readonly id: string;

  constructor(kind: string, path: string, id: string) {
    super(`${kind}.${path} of ${id} is missing or not as this version of Stripe's API says.`);
    this.name = 'ShapeError';
    this.kind = kind;
    this.path = path;
    this.id = id;
  }
}
