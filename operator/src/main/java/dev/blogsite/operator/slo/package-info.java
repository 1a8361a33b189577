/** The judge: counts in, a verdict of three values out. Pure: no clock, no I/O, no randomness. */
package dev.blogsite.operator.slo;
