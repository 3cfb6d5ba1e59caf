package org.summand.benchmarks.scaling;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.summand.spark.cost.ExchangeStrategy;

/** The plots of the page, on logarithmic axes. */
final class Plots {
  static final String ROWS_FILE = "scaling-rows.png";
  static final String MODEL_FILE = "scaling-model.png";

  private static final Color[] COLOURS = {
    new Color(0x1b9e77), new Color(0xd95f02), new Color(0x7570b3), new Color(0xe7298a)
  };

  private static final Map<ExchangeStrategy, BasicStroke> LINES =
      Map.of(
          ExchangeStrategy.ONE_STAGE, SeriesLines.SOLID,
          ExchangeStrategy.TREE, SeriesLines.DASH_DASH,
          ExchangeStrategy.RESIDENT, SeriesLines.DOT_DOT);

  private final Path folder;
  private final Fits fits;

  Plots(Path folder, Fits fits) {
    this.folder = folder;
    this.fits = fits;
  }

  static String exchangeFile(Cluster cluster) {
    return "scaling-exchange-" + cluster.text() + ".png";
  }

  /** A colour for each number of weights, a kind of line for each way. */
  void exchange(Cluster cluster) throws IOException {
    XYChart chart = chart(cluster.title(), "shards", "milliseconds");
    List<Point> all = fits.points(cluster).stream().filter(point -> point.rows() == 0).toList();
    int[] weights = Fits.distinct(all, Point::weights);
    for (int w = 0; w < weights.length; w++) {
      int floats = weights[w];
      for (ExchangeStrategy strategy : ExchangeStrategy.values()) {
        List<Point> line =
            all.stream().filter(p -> p.weights() == floats && p.strategy() == strategy).toList();
        String name = String.format(Locale.ROOT, "%,d, %s", floats, strategy.text());
        Color colour = COLOURS[w];
        add(chart, name, line, Point::shards, point -> 1e3 * point.seconds())
            .ifPresent(series -> style(series, LINES.get(strategy), colour));
      }
    }
    save(chart, exchangeFile(cluster));
  }

  private static void style(XYSeries series, BasicStroke line, Color colour) {
    series.setLineStyle(line).setLineColor(colour);
    series.setMarkerColor(colour);
  }

  void rows() throws IOException {
    XYChart chart = chart("100-100-1, two shards, as jobs", "rows", "milliseconds");
    for (Cluster cluster : Cluster.values()) {
      List<Point> all = fits.points(cluster).stream().filter(point -> point.rows() > 0).toList();
      for (boolean whole : new boolean[] {false, true}) {
        add(
            chart,
            cluster.title() + (whole ? ", all rows a step" : ", the same batch"),
            all.stream()
                .filter(
                    point ->
                        point.strategy() == ExchangeStrategy.ONE_STAGE
                            && point.shards() == 2
                            && (point.batch() == point.rows()) == whole)
                .toList(),
            Point::rows,
            point -> 1e3 * point.seconds());
      }
    }
    save(chart, ROWS_FILE);
  }

  void model() throws IOException {
    XYChart chart =
        chart("Measured and predicted", "measured, milliseconds", "model, milliseconds");
    for (Cluster cluster : Cluster.values()) {
      add(
          chart,
          cluster.title(),
          fits.points(cluster),
          point -> 1e3 * point.seconds(),
          point -> 1e3 * fits.seconds(point));
    }
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    save(chart, MODEL_FILE);
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(960)
            .height(460)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setMarkerSize(5);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    return chart;
  }

  /** Adds a line; a chart refuses one without points. */
  private static Optional<XYSeries> add(
      XYChart chart,
      String name,
      List<Point> points,
      ToDoubleFunction<Point> x,
      ToDoubleFunction<Point> y) {
    if (points.isEmpty()) {
      return Optional.empty();
    }
    double[] xs = points.stream().mapToDouble(x).toArray();
    double[] ys = points.stream().mapToDouble(y).toArray();
    return Optional.of(chart.addSeries(name, xs, ys));
  }

  private void save(XYChart chart, String file) throws IOException {
    BitmapEncoder.saveBitmap(chart, folder.resolve(file).toString(), BitmapFormat.PNG);
  }
}
