// SPDX-License-Identifier: Apache-2.0
// Control flow of one function, for questions about what is read after a statement.
#pragma once

#include <unordered_map>
#include <vector>

#include "velox/analysis/scopes.hpp"
#include "velox/analysis/tree.hpp"

namespace velox::analysis {

/// The control-flow graph of a function or module body. Points are simple statements and the heads of compound ones.
/// Paths that cannot happen may be in it, never the other way round. Immutable after construction.
class Flow {
 public:
  Flow(const Tree& tree, NodeIndex body);

  /// False when the end of the statement cannot lead to a read of the value that the binding has there.
  bool read_after(const Scopes& scopes, BindingIndex b, NodeIndex statement) const;
  bool knows(NodeIndex statement) const { return after_.contains(statement); }

 private:
  using PointIndex = int;
  struct Point {
    std::vector<PointIndex> next;
    std::vector<PointIndex> on_error;  ///< left before the point has stored anything
  };
  struct Context {
    PointIndex on_break = 0, on_continue = 0, on_return = 0;
    std::vector<PointIndex> on_error;
  };

  PointIndex add(const Context& context, std::vector<PointIndex> next);
  void cover(PointIndex point, NodeIndex node);
  PointIndex build_block(NodeIndex block, PointIndex next, const Context& context);
  PointIndex build(NodeIndex statement, PointIndex next, const Context& context);
  PointIndex build_if(NodeIndex statement, PointIndex next, const Context& context);
  PointIndex build_for(NodeIndex statement, PointIndex next, const Context& context);
  PointIndex build_while(NodeIndex statement, PointIndex next, const Context& context);
  PointIndex build_try(NodeIndex statement, PointIndex next, const Context& context);
  PointIndex build_with(NodeIndex statement, PointIndex next, const Context& context);
  PointIndex build_match(NodeIndex statement, PointIndex next, const Context& context);
  NodeIndex block_of(NodeIndex clause) const;

  const Tree& tree_;
  std::vector<Point> points_;
  std::vector<PointIndex> point_of_;  // by node, from first_
  NodeIndex first_;
  std::unordered_map<NodeIndex, PointIndex> after_;  // statement -> where control goes at its end
};

}  // namespace velox::analysis
