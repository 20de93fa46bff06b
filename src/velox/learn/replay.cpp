// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/replay.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace velox::learn {

Replay::Replay(ReplaySettings settings) : settings_(settings) {
  if (settings_.prioritised) priorities_.emplace(settings_.capacity);
}

void Replay::add(Transition transition) {
  std::size_t place = transitions_.size();
  if (place < settings_.capacity) {
    transitions_.push_back(std::move(transition));
  } else {
    place = oldest_;
    oldest_ = (oldest_ + 1) % settings_.capacity;
    transitions_[place] = std::move(transition);
  }
  if (priorities_) priorities_->set(place, largest_);
}

void Replay::draw(std::size_t count, double beta, Random& random, Draw& out) const {
  out.places.resize(count);
  out.weights.assign(count, 1.0F);
  const double part = priorities_ ? priorities_->total() / static_cast<double>(count) : 0;
  double largest = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!priorities_) {
      out.places[i] = static_cast<std::uint32_t>(random.below(transitions_.size()));
      continue;
    }
    const std::size_t place = priorities_->find(part * (static_cast<double>(i) + random.uniform()));
    const double share = priorities_->weight(place) / priorities_->total();
    const double weight = std::pow(static_cast<double>(size()) * share, -beta);
    out.places[i] = static_cast<std::uint32_t>(place);
    out.weights[i] = static_cast<float>(weight);
    largest = std::max(largest, weight);
  }
  if (largest > 0)
    for (float& weight : out.weights) weight = static_cast<float>(weight / largest);
}

void Replay::set_errors(std::span<const std::uint32_t> places, std::span<const float> errors) {
  if (!priorities_) return;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const double changed = priority(errors[i]);
    priorities_->set(places[i], changed);
    largest_ = std::max(largest_, changed);
  }
}

double Replay::priority(double error) const { return std::pow(std::abs(error) + settings_.floor, settings_.alpha); }

}  // namespace velox::learn
