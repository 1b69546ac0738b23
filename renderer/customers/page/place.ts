export const CUSTOMERS_PATH = '/customers';

/** The address of one customer, for links from elsewhere. */
export const pathToCustomer = (customerId: string): string => `${CUSTOMERS_PATH}/${customerId}`;
