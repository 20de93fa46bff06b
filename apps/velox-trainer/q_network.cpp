// SPDX-License-Identifier: Apache-2.0
// All parameters are one row of floats of ours; Torch's tensors are windows into it. So the optimiser is one loop over
// plain memory, acting needs no Torch at all, and the target is a memcpy. Gradients are windows in the same way: autograd
// adds to a gradient that is there already.
#include "velox-trainer/q_network.hpp"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>

#include "velox-trainer/adam.hpp"
#include "velox/base/random.hpp"

namespace velox::trainer {

namespace {

constexpr double kLongestGradient = 10;

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
    if (&layer != &layers.back()) rows = at::relu(rows);
  }
  return rows;
}

at::Tensor fixed_values(const learn::NetworkShape& shape, const Towers& towers, const Batch& batch) {
  const at::Tensor outputs = run_tower(towers.main, matrix(batch.states(), batch.situations()));
  if (!shape.duelling) return outputs.flatten();
  const at::Tensor advantages = outputs.narrow(1, 1, static_cast<std::int64_t>(shape.action_size));
  return (outputs.narrow(1, 0, 1) + advantages - advantages.mean(1, true)).flatten();
}

/// For each value the index of its situation, and for each situation one over the number of its values.
std::pair<at::Tensor, at::Tensor> owners_of(const Batch& batch) {
  at::Tensor owners = at::empty({static_cast<std::int64_t>(batch.values())}, at::kLong);
  at::Tensor shares = at::empty({static_cast<std::int64_t>(batch.situations())}, at::kFloat);
  auto* owner = owners.data_ptr<std::int64_t>();
  auto* share = shares.data_ptr<float>();
  for (std::size_t i = 0; i < batch.situations(); ++i) {
    const auto [from, to] = std::pair(batch.starts()[i], batch.starts()[i + 1]);
    std::fill(owner + from, owner + to, static_cast<std::int64_t>(i));
    share[i] = 1.0F / static_cast<float>(std::max<std::uint32_t>(to - from, 1));
  }
  return {owners, shares};
}

at::Tensor described_values(const learn::NetworkShape& shape, const Towers& towers, const Batch& batch) {
  const at::Tensor advantages = run_tower(towers.main, matrix(batch.pairs(), batch.values())).squeeze(1);
  if (!shape.duelling) return advantages;
  const auto [owners, shares] = owners_of(batch);
  const at::Tensor means = at::zeros_like(shares).index_add(0, owners, advantages) * shares;
  const at::Tensor state_values = run_tower(towers.value, matrix(batch.states(), batch.situations())).squeeze(1);
  return advantages + (state_values - means).index_select(0, owners);
}

at::Tensor values_of(const learn::NetworkShape& shape, const Towers& towers, const Batch& batch) {
  if (shape.head == learn::Head::actions) return fixed_values(shape, towers, batch);
  return described_values(shape, towers, batch);
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
  values.resize(batch.values());
  if (values.empty()) return;
  const at::AutoGradMode no_gradients(false);
  const Towers& towers = which == Weights::online ? parts_->online_towers : parts_->target_towers;
  const at::Tensor found = values_of(parts_->plan.shape, towers, batch).contiguous();
  std::copy_n(found.data_ptr<float>(), values.size(), values.begin());
}

double QNetwork::improve(const Batch& batch, const Objective& objective, double learning_rate,
                         std::vector<float>& errors) {
  const auto count = static_cast<std::int64_t>(batch.situations());
  std::fill(parts_->gradient.begin(), parts_->gradient.end(), 0.0F);
  const at::Tensor places = at::from_blob(const_cast<std::int64_t*>(objective.chosen.data()), {count}, at::kLong);
  const at::Tensor targets = matrix(objective.targets, batch.situations()).squeeze(1);
  const at::Tensor weights = matrix(objective.weights, batch.situations()).squeeze(1);
  const at::Tensor chosen = values_of(parts_->plan.shape, parts_->online_towers, batch).index_select(0, places);
  const at::Tensor loss = (at::huber_loss(chosen, targets, at::Reduction::None, 1.0) * weights).mean();
  loss.backward();
  errors.resize(batch.situations());
  const float* value = chosen.data_ptr<float>();
  for (std::size_t i = 0; i < errors.size(); ++i) errors[i] = value[i] - objective.targets[i];
  parts_->adam.step(parts_->online, parts_->gradient, learning_rate, kLongestGradient);
  return loss.item<double>();
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
