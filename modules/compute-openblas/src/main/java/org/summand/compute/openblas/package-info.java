/** The OpenBLAS binary as a dependency, so that native speed needs no installation. */
package org.summand.compute.openblas;
