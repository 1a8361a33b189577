/** The rollout's decisions: observed values in, one decision out. Pure: no clock, no I/O. */
package dev.blogsite.operator.rollout;
