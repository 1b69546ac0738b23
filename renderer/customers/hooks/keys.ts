/** Query keys, which several hooks read and mark as old. */
export const CUSTOMER_KEY = 'customers.get';
export const CUSTOMERS_KEY = 'customers.list';
export const MONEY_KEY = 'customers.money';
export const MOMENTS_KEY = 'customers.timeline';
