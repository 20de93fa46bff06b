// SPDX-License-Identifier: Apache-2.0
#include "velox-trainer/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "velox/base/text.hpp"

namespace velox::trainer {

namespace {

constexpr double kWidth = 860, kHeight = 300;
constexpr double kLeft = 64, kRight = 30, kTop = 34, kBottom = 40;

struct Range {
  double low = 0, high = 1;
};

/// From 0, or the smallest value below it, to a little above the largest.
Range range_of(const std::vector<double>& values) {
  if (values.empty()) return {};
  Range range{std::min(0.0, *std::min_element(values.begin(), values.end())),
              *std::max_element(values.begin(), values.end())};
  if (range.high <= range.low) range.high = range.low + 1;
  return range;
}

/// Steps of 1, 2 or 5 times a power of ten, about five of them.
double tick_step(const Range& range) {
  const double rough = (range.high - range.low) / 5;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (rough <= factor * power) return factor * power;
  return 10 * power;
}

std::string escaped(const std::string& given) {
  std::string text = text::replace_all(given, "&", "&amp;");
  text = text::replace_all(text, "<", "&lt;");
  return text::replace_all(text, ">", "&gt;");
}

class Plane {
 public:
  Plane(Range x, Range y) : x_(x), y_(y) {}
  double across(double x) const { return kLeft + (x - x_.low) / (x_.high - x_.low) * (kWidth - kLeft - kRight); }
  double down(double y) const {
    return kHeight - kBottom - (y - y_.low) / (y_.high - y_.low) * (kHeight - kTop - kBottom);
  }

  std::string axes(const std::string& x_label) const {
    std::string svg;
    const double y_step = tick_step(y_);
    for (double y = std::ceil(y_.low / y_step) * y_step; y <= y_.high; y += y_step)
      svg += fmt::format(
          "<line class='grid' x1='{:.1f}' x2='{:.1f}' y1='{:.1f}' y2='{:.1f}'/>"
          "<text x='{:.1f}' y='{:.1f}' text-anchor='end'>{:g}</text>\n",
          kLeft, kWidth - kRight, down(y), down(y), kLeft - 8, down(y) + 4, y);
    const double x_step = tick_step(x_);
    for (double x = std::ceil(x_.low / x_step) * x_step; x <= x_.high; x += x_step)
      svg += fmt::format("<text x='{:.1f}' y='{:.1f}' text-anchor='middle'>{:g}</text>\n", across(x),
                         kHeight - kBottom + 18, x);
    return svg + fmt::format("<text x='{:.1f}' y='{:.1f}' text-anchor='end'>{}</text>\n", kWidth - kRight, kHeight - 6,
                             escaped(x_label));
  }

 private:
  Range x_, y_;
};

std::string draw_series(const Series& series, const Plane& plane, std::size_t colour) {
  std::string points, dots;
  for (const auto& [x, y] : series.points) {
    if (!std::isfinite(y)) continue;
    points += fmt::format("{:.1f},{:.1f} ", plane.across(x), plane.down(y));
    if (series.stroke == Stroke::dots)
      dots += fmt::format("<circle cx='{:.1f}' cy='{:.1f}' r='1.6'/>", plane.across(x), plane.down(y));
  }
  if (series.stroke == Stroke::dots) return fmt::format("<g class='dots c{}'>{}</g>\n", colour, dots);
  return fmt::format("<polyline class='line c{}' points='{}'/>\n", colour, points);
}

/// Dots are pale, and lines are not, whichever comes first.
std::size_t colour_of(const Chart& chart, std::size_t series) {
  return chart.series.front().stroke == Stroke::dots ? series : series + 1;
}

std::string legend(const Chart& chart) {
  std::string svg;
  double x = kLeft;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    svg += fmt::format(
        "<rect class='key c{}' x='{:.1f}' y='14' width='10' height='10'/><text x='{:.1f}' y='23'>{}</text>\n",
        colour_of(chart, i), x, x + 15, escaped(chart.series[i].name));
    x += 34 + 7.2 * static_cast<double>(chart.series[i].name.size());
  }
  return svg;
}

constexpr const char* kStyle = R"(
:root { color-scheme: light dark; --ink: #222; --faint: #ddd; --c0: #9db8d9; --c1: #1f5fa8; --c2: #c2571a; --c3: #3b8a4e; --paper: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ddd; --faint: #383838; --c0: #4a6688; --c1: #7fb4ee; --c2: #f0955c; --c3: #7fcf93; --paper: #181818; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 900px; margin: 2em auto; padding: 0 1em; color: var(--ink); background: var(--paper); }
svg { width: 100%; height: auto; display: block; margin: 0 0 1.5em; } h2 { font-size: 16px; margin: 0; }
svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
.grid { stroke: var(--faint); } .mark { stroke: var(--ink); stroke-dasharray: 6 4; opacity: .6; }
.line { fill: none; stroke-width: 2; } .dots { stroke: none; }
.c0 { stroke: var(--c0); fill: var(--c0); } .c1 { stroke: var(--c1); fill: var(--c1); }
.c2 { stroke: var(--c2); fill: var(--c2); } .c3 { stroke: var(--c3); fill: var(--c3); }
.line { fill: none !important; })";

}  // namespace

std::string draw(const Chart& chart) {
  std::vector<double> xs, ys;
  for (const Series& series : chart.series)
    for (const auto& [x, y] : series.points) {
      xs.push_back(x);
      if (std::isfinite(y)) ys.push_back(y);
    }
  if (chart.mark) ys.push_back(*chart.mark);
  const Plane plane(range_of(xs), range_of(ys));
  std::string svg = fmt::format("<h2>{}</h2><svg viewBox='0 0 {:.0f} {:.0f}' role='img' aria-label='{}'>\n",
                                escaped(chart.title), kWidth, kHeight, escaped(chart.title));
  svg += plane.axes(chart.x_label);
  for (std::size_t i = 0; i < chart.series.size(); ++i) svg += draw_series(chart.series[i], plane, colour_of(chart, i));
  if (chart.mark)
    svg += fmt::format("<line class='mark' x1='{:.1f}' x2='{:.1f}' y1='{:.1f}' y2='{:.1f}'/>\n", kLeft, kWidth - kRight,
                       plane.down(*chart.mark), plane.down(*chart.mark));
  return svg + legend(chart) + "</svg>\n";
}

std::string page(const std::string& heading, const std::string& text, const std::vector<Chart>& charts) {
  std::string html = fmt::format(
      "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><title>{}</title>\n<style>{}\n</style></head>\n"
      "<body><h1>{}</h1><p>{}</p>\n",
      escaped(heading), kStyle, escaped(heading), escaped(text));
  for (const Chart& chart : charts) html += draw(chart);
  return html + "</body></html>\n";
}

std::vector<std::pair<double, double>> running_mean(const std::vector<std::pair<double, double>>& points, int width) {
  std::vector<std::pair<double, double>> means;
  double sum = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto limit = static_cast<std::size_t>(width);
    sum += points[i].second;
    if (i >= limit) sum -= points[i - limit].second;
    means.emplace_back(points[i].first, sum / static_cast<double>(std::min(i + 1, limit)));
  }
  return means;
}

}  // namespace velox::trainer
