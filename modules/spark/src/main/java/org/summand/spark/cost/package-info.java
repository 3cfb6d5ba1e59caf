/** What a step costs on a cluster, by a model fitted to measured steps. Knows nothing of Spark. */
package org.summand.spark.cost;
