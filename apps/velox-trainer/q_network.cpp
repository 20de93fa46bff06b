// SPDX-License-Identifier: Apache-2.0
// All parameters are one row of floats of ours; Torch's tensors are windows into it. So the optimiser is one loop over
// plain memory, acting needs no Torch at all, and the target is a memcpy. Gradients are windows in the same way: autograd
// adds to a gradient that is there already.
#include "velox-trainer/q_network.hpp"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>

#include "velox-trainer/adam.hpp"
#include "velox-trainer/head.hpp"
#include "velox/base/random.hpp"

namespace velox::trainer {

namespace {

constexpr double kLongestGradient = 10;

/// Squared near the target, linear beyond an error of 1 (Huber, "Robust estimation of a location parameter", 1964).
double huber(double error) { return std::abs(error) <= 1 ? error * error / 2 : std::abs(error) - 0.5; }

struct LayerTensors {
  at::Tensor weights, biases;
};

struct Towers {
  std::vector<LayerTensors> main, value;
};

at::Tensor window(float* data, std::initializer_list<std::int64_t> sizes) { return at::from_blob(data, sizes); }

std::vector<LayerTensors> windows(const std::vector<learn::Layer>& layers, float* parameters, float* gradients) {
  std::vector<LayerTensors> tensors;
  for (const learn::Layer& layer : layers) {
    const auto inputs = static_cast<std::int64_t>(layer.inputs);
    const auto outputs = static_cast<std::int64_t>(layer.outputs);
    LayerTensors made{window(parameters + layer.weights_at, {outputs, inputs}),
                      window(parameters + layer.biases_at, {outputs})};
    if (gradients != nullptr) {
      made.weights.requires_grad_(true).mutable_grad() = window(gradients + layer.weights_at, {outputs, inputs});
      made.biases.requires_grad_(true).mutable_grad() = window(gradients + layer.biases_at, {outputs});
    }
    tensors.push_back(std::move(made));
  }
  return tensors;
}

/// A matrix of the batch; Torch only reads it.
at::Tensor matrix(const std::vector<float>& numbers, std::size_t rows) {
  const auto columns = static_cast<std::int64_t>(numbers.size() / std::max<std::size_t>(rows, 1));
  return window(const_cast<float*>(numbers.data()), {static_cast<std::int64_t>(rows), columns});
}

at::Tensor run_tower(const std::vector<LayerTensors>& layers, at::Tensor rows) {
  for (const LayerTensors& layer : layers) {
    rows = at::linear(rows, layer.weights, layer.biases);
    if (&layer != &layers.back()) rows = rows.relu_();
  }
  return rows;
}

/// The outputs of the towers for a batch; `value` is left undefined where there is no such network.
struct OutputTensors {
  at::Tensor main, value;
};

OutputTensors run(const learn::NetworkShape& shape, const Towers& towers, const Batch& batch) {
  const bool described = shape.head == learn::Head::features;
  const at::Tensor rows =
      described ? matrix(batch.pairs(), batch.values()) : matrix(batch.states(), batch.situations());
  OutputTensors outputs{run_tower(towers.main, rows), {}};
  if (has_value_network(shape)) outputs.value = run_tower(towers.value, matrix(batch.states(), batch.situations()));
  return outputs;
}

std::span<const float> numbers_of(const at::Tensor& tensor) {
  if (!tensor.defined()) return {};
  return {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

/// Adds the gradient of the parameters, given the slopes by a tower's outputs.
void go_back(const at::Tensor& outputs, const std::vector<float>& slopes) {
  if (outputs.defined()) outputs.backward(matrix(slopes, static_cast<std::size_t>(outputs.size(0))));
}

std::vector<float> first_parameters(const learn::NetworkPlan& plan, std::uint64_t seed) {
  Random random(seed);
  std::vector<float> parameters(plan.parameters);
  for (const auto* tower : {&plan.main, &plan.value})
    for (const learn::Layer& layer : *tower) {
      const double bound = 1 / std::sqrt(static_cast<double>(layer.inputs));
      for (std::size_t i = layer.weights_at; i < layer.biases_at + layer.outputs; ++i)
        parameters[i] = static_cast<float>(bound * (2 * random.uniform() - 1));
    }
  return parameters;
}

Result<void> restore_row(const learn::TensorFile& file, const std::string& name, std::vector<float>& row) {
  const auto values = VX_TRY(file.floats(name));
  if (values.size() != row.size()) return fail(ErrorCode::invalid, "tensor '" + name + "' is of another network");
  if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); }))
    return fail(ErrorCode::invalid, "tensor '" + name + "' holds a number that is not finite");
  // In place: windows look at this memory.
  std::copy(values.begin(), values.end(), row.begin());
  return {};
}

}  // namespace

struct QNetwork::Parts {
  Parts(learn::NetworkPlan given, std::uint64_t seed)
      : plan(std::move(given)),
        online(first_parameters(plan, seed)),
        target(online),
        gradient(online.size()),
        adam(online.size()) {
    at::set_num_threads(1);
    online_towers = {windows(plan.main, online.data(), gradient.data()),
                     windows(plan.value, online.data(), gradient.data())};
    target_towers = {windows(plan.main, target.data(), nullptr), windows(plan.value, target.data(), nullptr)};
  }

  learn::NetworkPlan plan;
  std::vector<float> online, target, gradient;
  Adam adam;
  Towers online_towers, target_towers;
  // Kept between steps for their memory only.
  std::vector<float> values, slopes;
  Outputs output_slopes;
};

QNetwork::QNetwork(learn::NetworkPlan plan, std::uint64_t seed)
    : parts_(std::make_unique<Parts>(std::move(plan), seed)) {}
QNetwork::QNetwork(QNetwork&&) noexcept = default;
QNetwork::~QNetwork() = default;

const learn::NetworkPlan& QNetwork::plan() const { return parts_->plan; }

std::span<const float> QNetwork::parameters(Weights which) const {
  return which == Weights::online ? parts_->online : parts_->target;
}

void QNetwork::copy_to_target() { std::copy(parts_->online.begin(), parts_->online.end(), parts_->target.begin()); }

void QNetwork::evaluate(Weights which, const Batch& batch, std::vector<float>& values) {
  values.clear();
  if (batch.values() == 0) return;
  const c10::InferenceMode no_gradients;
  const Towers& towers = which == Weights::online ? parts_->online_towers : parts_->target_towers;
  const OutputTensors outputs = run(parts_->plan.shape, towers, batch);
  values_of_outputs(parts_->plan.shape, batch, numbers_of(outputs.main), numbers_of(outputs.value), values);
}

double QNetwork::improve(const Batch& batch, const Objective& objective, double learning_rate,
                         std::vector<float>& errors) {
  Parts& parts = *parts_;
  std::fill(parts.gradient.begin(), parts.gradient.end(), 0.0F);
  const OutputTensors outputs = run(parts.plan.shape, parts.online_towers, batch);
  values_of_outputs(parts.plan.shape, batch, numbers_of(outputs.main), numbers_of(outputs.value), parts.values);
  const std::size_t count = batch.situations();
  errors.resize(count);
  parts.slopes.resize(count);
  double loss = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const float error = parts.values[static_cast<std::size_t>(objective.chosen[i])] - objective.targets[i];
    const float weight = objective.weights[i] / static_cast<float>(count);
    errors[i] = error;
    parts.slopes[i] = weight * std::clamp(error, -1.0F, 1.0F);
    loss += static_cast<double>(weight) * huber(error);
  }
  slopes_of_outputs(parts.plan.shape, batch, objective.chosen, parts.slopes, parts.output_slopes);
  go_back(outputs.main, parts.output_slopes.main);
  go_back(outputs.value, parts.output_slopes.value);
  parts.adam.step(parts.online, parts.gradient, learning_rate, kLongestGradient);
  return loss;
}

void QNetwork::store(learn::TensorFile& file) const {
  const std::vector<std::size_t> shape{parts_->online.size()};
  file.add_floats("network.online", shape, parts_->online);
  file.add_floats("network.target", shape, parts_->target);
  file.add_floats("network.adam_mean", shape, parts_->adam.mean());
  file.add_floats("network.adam_square", shape, parts_->adam.square());
  file.add_integers("network.adam_steps", {1}, std::vector<std::int64_t>{parts_->adam.steps()});
}

Result<void> QNetwork::restore(const learn::TensorFile& file) {
  VX_TRY(restore_row(file, "network.online", parts_->online));
  VX_TRY(restore_row(file, "network.target", parts_->target));
  VX_TRY(restore_row(file, "network.adam_mean", parts_->adam.mean()));
  VX_TRY(restore_row(file, "network.adam_square", parts_->adam.square()));
  const auto steps = VX_TRY(file.integers("network.adam_steps"));
  if (steps.size() != 1 || steps[0] < 0) return fail(ErrorCode::invalid, "the optimiser's count of steps is missing");
  parts_->adam.set_steps(steps[0]);
  return {};
}

}  // namespace velox::trainer
