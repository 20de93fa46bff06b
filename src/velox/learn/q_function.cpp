// SPDX-License-Identifier: Apache-2.0
// The forward pass. Such networks are small (a few hundred numbers a layer), so that one situation at a time is quick and
// nothing needs a matrix library.
#include "velox/learn/q_function.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace velox::learn {

namespace {

/// Sixteen sums side by side: the compiler may not reorder a single sum of floats into vector code.
float dot(const float* a, const float* b, std::size_t count) {
  constexpr std::size_t kLanes = 16;
  std::array<float, kLanes> lanes{};
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += a[i + lane] * b[i + lane];
  float sum = std::accumulate(lanes.begin(), lanes.end(), 0.0F);
  for (; i < count; ++i) sum += a[i] * b[i];
  return sum;
}

/// The input and output of a layer; kept between calls, so that none of them allocates.
struct Scratch {
  std::vector<float> input, output;
};

Scratch& scratch() {
  thread_local Scratch kept;
  return kept;
}

/// Runs the layers on `s.input`; the outputs of the last one end up there too.
void run_tower(const std::vector<Layer>& layers, const float* parameters, Scratch& s) {
  for (const Layer& layer : layers) {
    s.output.resize(layer.outputs);
    const bool last = &layer == &layers.back();
    for (std::size_t out = 0; out < layer.outputs; ++out) {
      const float* weights = parameters + layer.weights_at + out * layer.inputs;
      const float sum = dot(weights, s.input.data(), layer.inputs) + parameters[layer.biases_at + out];
      s.output[out] = last ? sum : std::max(sum, 0.0F);
    }
    std::swap(s.input, s.output);
  }
}

/// Adds `value` to each advantage, less the mean of all of them.
void add_value(std::vector<float>& advantages, float value) {
  if (advantages.empty()) return;
  const float mean =
      std::accumulate(advantages.begin(), advantages.end(), 0.0F) / static_cast<float>(advantages.size());
  for (float& advantage : advantages) advantage += value - mean;
}

void value_fixed(const NetworkPlan& plan, const float* parameters, const Situation& situation,
                 std::vector<float>& values) {
  Scratch& s = scratch();
  s.input = situation.state;
  run_tower(plan.main, parameters, s);
  if (!plan.shape.duelling) {
    values = s.input;
    return;
  }
  values.assign(s.input.begin() + 1, s.input.end());
  add_value(values, s.input.front());
}

void value_described(const NetworkPlan& plan, const float* parameters, const Situation& situation,
                     std::vector<float>& values) {
  Scratch& s = scratch();
  const std::size_t size = plan.shape.action_size;
  values.clear();
  for (std::size_t row = 0; row < situation.actions.size() / size; ++row) {
    s.input = situation.state;
    const auto features = situation.actions.begin() + static_cast<std::ptrdiff_t>(row * size);
    s.input.insert(s.input.end(), features, features + static_cast<std::ptrdiff_t>(size));
    run_tower(plan.main, parameters, s);
    values.push_back(s.input.front());
  }
  if (!plan.shape.duelling) return;
  s.input = situation.state;
  run_tower(plan.value, parameters, s);
  add_value(values, s.input.front());
}

}  // namespace

std::size_t legal_actions(const NetworkShape& shape, const Situation& situation) {
  return shape.head == Head::actions ? shape.action_size : situation.actions.size() / shape.action_size;
}

bool fits(const NetworkShape& shape, const Situation& situation) {
  if (situation.state.size() != shape.state_size) return false;
  return shape.head == Head::actions ? situation.actions.empty() : situation.actions.size() % shape.action_size == 0;
}

void value_actions(const NetworkPlan& plan, std::span<const float> parameters, const Situation& situation,
                   std::vector<float>& values) {
  if (plan.shape.head == Head::actions) {
    value_fixed(plan, parameters.data(), situation, values);
  } else {
    value_described(plan, parameters.data(), situation, values);
  }
}

std::size_t best_of(std::span<const float> values) {
  return static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
}

Result<std::vector<float>> QFunction::values(const Situation& situation) const {
  if (!fits(plan_.shape, situation))
    return fail(ErrorCode::invalid, "the situation has other sizes than the network that should value it");
  std::vector<float> found;
  value_actions(plan_, parameters_, situation, found);
  return found;
}

}  // namespace velox::learn
