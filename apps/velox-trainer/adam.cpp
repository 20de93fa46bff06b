// SPDX-License-Identifier: Apache-2.0
#include "velox-trainer/adam.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace velox::trainer {

namespace {

constexpr double kMeanDecay = 0.9;
constexpr double kSquareDecay = 0.999;
constexpr double kEpsilon = 1e-8;

double length_of(std::span<const float> gradient) {
  constexpr std::size_t kLanes = 8;
  std::array<double, kLanes> lanes{};
  std::size_t i = 0;
  for (; i + kLanes <= gradient.size(); i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      lanes[lane] += static_cast<double>(gradient[i + lane]) * gradient[i + lane];
  double sum = 0;
  for (const double lane : lanes) sum += lane;
  for (; i < gradient.size(); ++i) sum += static_cast<double>(gradient[i]) * gradient[i];
  return std::sqrt(sum);
}

}  // namespace

void Adam::step(std::span<float> parameters, std::span<const float> gradient, double learning_rate, double longest) {
  ++steps_;
  const double length = length_of(gradient);
  const float scale = length > longest ? static_cast<float>(longest / length) : 1.0F;
  // The corrections of the two means, folded into the rate and the epsilon (section 2 of the paper).
  const double square_left = std::sqrt(1 - std::pow(kSquareDecay, static_cast<double>(steps_)));
  const double mean_left = 1 - std::pow(kMeanDecay, static_cast<double>(steps_));
  const auto rate = static_cast<float>(learning_rate * square_left / mean_left);
  const auto epsilon = static_cast<float>(kEpsilon * square_left);
  constexpr auto kKeepMean = static_cast<float>(kMeanDecay);
  constexpr auto kKeepSquare = static_cast<float>(kSquareDecay);
  float* __restrict mean = mean_.data();
  float* __restrict square = square_.data();
  float* __restrict parameter = parameters.data();
  const float* __restrict given = gradient.data();
  const std::size_t count = parameters.size();
  for (std::size_t i = 0; i < count; ++i) {
    const float g = given[i] * scale;
    mean[i] = kKeepMean * mean[i] + (1 - kKeepMean) * g;
    square[i] = kKeepSquare * square[i] + (1 - kKeepSquare) * g * g;
    parameter[i] -= rate * mean[i] / (std::sqrt(square[i]) + epsilon);
  }
}

}  // namespace velox::trainer
