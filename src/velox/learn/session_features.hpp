// SPDX-License-Identifier: Apache-2.0
// An optimisation session as numbers: the session so far, each candidate that may be tried next with its unit and its strategy's past,
// and stopping. All features lie in about [-1, 1]. A policy is trained for one version of them. Pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "velox/learn/experience.hpp"
#include "velox/learn/session.hpp"
#include "velox/learn/situation.hpp"

namespace velox::learn {

/// Raised whenever a feature changes its meaning or place. Version 1 saw one unit at a time, in 8 and 14 numbers; what was recorded with
/// it can still be read, and its sizes keep it apart.
constexpr int kFeaturesVersion = 2;
constexpr std::size_t kStateFeatures = 11;
constexpr std::size_t kCodeFeatures = 16;
constexpr std::size_t kActionFeatures = 25 + kCodeFeatures;

/// Places of some features of an action: what `estimate_of` says of it, which a model of the same quantity begins with.
constexpr std::size_t kChanceFeature = 19;
constexpr std::size_t kLogGainFeature = 21;  ///< squashed: tanh(x / kSquash)
constexpr std::size_t kSecondsFeature = 22;  ///< the logarithm, squashed
constexpr double kSquash = 4;

/// Of the session as a whole.
std::vector<float> state_features(const Moment& moment);
/// Of each action of the moment, row after row, without stopping.
std::vector<float> action_features(const Moment& moment, const Experience& experience);
/// Of one of them.
std::vector<float> action_features(const Moment& moment, std::size_t action, const Experience& experience);
std::vector<float> stop_features();

/// The vector of a unit as few numbers that keep distances about as they are: a projection on fixed random signs (Achlioptas,
/// "Database-friendly random projections", 2003). All zero when there is no vector.
std::vector<float> projected_code(std::span<const float> code);

/// The situation with the moment's actions to choose from, and stopping as the last one.
Situation situation_of(const Moment& moment, const Experience& experience);

}  // namespace velox::learn
