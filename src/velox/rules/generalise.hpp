// SPDX-License-Identifier: Apache-2.0
// Makes one rewrite out of several changes that have the same build: anti-unification (Plotkin, "A note on inductive generalization", 1970)
// of the trees before and after at once. What is the same in all stays; what differs becomes a metavariable, the same one wherever
// the same pieces differ; names that a program made up always do. Pure functions.
#pragma once

#include <optional>
#include <vector>

#include "velox/rules/catalogue.hpp"
#include "velox/rules/example.hpp"
#include "velox/rules/pattern.hpp"

namespace velox::rules {

/// A change and the example that it is from.
struct Sample {
  const ParsedExample* example = nullptr;
  Change change;
};

/// What tells apart changes that cannot have a rewrite in common: kinds and words of the first nodes of both sides.
std::string build_of(const Change& change);

/// The least general rewrite that all samples are instances of, with the conditions that hold for all of them; nullopt when there is
/// none, or when it would match almost anything. `samples`: at least one.
std::optional<PageRewrite> generalise(const std::vector<Sample>& samples);

}  // namespace velox::rules
