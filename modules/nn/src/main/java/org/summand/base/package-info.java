/**
 * Small tools that every room above may need: loops shared out to several cores, floats as bytes,
 * and what texts call the constants of an enum.
 */
package org.summand.base;
