// SPDX-License-Identifier: Apache-2.0
// Pictures of numbers as a page of its own: inline SVG, no script, nothing loaded from elsewhere. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace velox::trainer {

enum class Stroke { dots, line };

struct Series {
  std::string name;
  Stroke stroke = Stroke::line;
  std::vector<std::pair<double, double>> points;  ///< x ascending; points that are not finite are left out
};

struct Chart {
  std::string title;
  std::string x_label;
  std::vector<Series> series;
  std::optional<double> mark;  ///< a dashed line at this height
};

/// One chart as an <svg> element.
std::string draw(const Chart& chart);

/// A whole page: a heading, a line of text, the charts.
std::string page(const std::string& heading, const std::string& text, const std::vector<Chart>& charts);

/// The mean of up to `width` points up to each one.
std::vector<std::pair<double, double>> running_mean(const std::vector<std::pair<double, double>>& points, int width);

}  // namespace velox::trainer
