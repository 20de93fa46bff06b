// SPDX-License-Identifier: Apache-2.0
// Problem: name functions exactly as the running interpreter does, because profiles and captured calls use its names.
// Idea: one walk keeps a stack of open definitions; a function is a generator when a yield is met whose innermost function
// is that one. Decorators, defaults and base classes are evaluated outside the definition that they belong to. Expressions, which
// are nine tenths of a tree, are entered only where the text tells that there may be something to find.
// Limits: tree-sitter takes some texts that CPython refuses (wrong targets, stray return); running them tells.
#include "velox/source/units.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "velox/source/symbols.hpp"
#include "velox/source/syntax.hpp"
#include "velox/source/tree_walk.hpp"

namespace velox::source {
namespace {

enum class ScopeKind { class_scope, function, lambda };

struct OpenScope {
  ScopeKind kind;
  TSNode node;
  TSNode body;         // inside it the scope is current; elsewhere in `node` the outer one is
  std::string prefix;  // of names defined in it
  int unit = -1;       // index, for functions
  std::set<std::string, std::less<>> globals;
};

class Surveyor {
 public:
  Surveyor(Node root, const std::string& file, std::string_view bytes, const std::vector<std::uint32_t>& starts)
      : root_(root),
        damaged_(root.has_error()),
        everywhere_(damaged_ || may_have_old_tokens(bytes)),
        file_(file),
        bytes_(bytes),
        starts_(starts) {}

  Survey run() {
    walk_tree(
        root_.raw(), [this](TSNode node) { return enter(Node(node, bytes_.data())); },
        [this](TSNode node) { leave(node); });
    std::size_t most = 0;
    for (const auto& [step, count] : steps_) {
      if (count > most) most = count, out_.indent = step;
    }
    return std::move(out_);
  }

 private:
  bool enter(Node node) {
    if (!out_.error) out_.error = syntax_error_at(node, damaged_);
    bool enters = true;
    switch (symbol_of(node.raw())) {
      case Symbol::function_definition: open_function(node); break;
      case Symbol::class_definition: open_class(node); break;
      case Symbol::lambda:
        scopes_.push_back({ScopeKind::lambda, node.raw(), node.field("body").raw(), {}, -1, {}});
        enters = looks_inside(node);
        break;
      case Symbol::decorated_definition: decorated_ = node; break;
      case Symbol::yield:
        mark_generator(node);
        enters = looks_inside(node);
        break;
      case Symbol::block: note_indent(node); break;
      case Symbol::statements: break;
      case Symbol::identifier:
      case Symbol::string:
      case Symbol::comment: enters = false; break;
      default: enters = looks_inside(node); break;
    }
    open_.push_back(node);
    return enters;
  }

  bool looks_inside(Node node) const { return everywhere_ || node.span().begin < yields_until_; }

  void leave(TSNode node) {
    open_.pop_back();
    if (!scopes_.empty() && ts_node_eq(scopes_.back().node, node)) scopes_.pop_back();
  }

  // The innermost scope whose body holds the node; null at module level.
  OpenScope* scope_at(Node node) {
    for (auto it = scopes_.rbegin(); it != scopes_.rend(); ++it) {
      if (!ts_node_is_null(it->body) && ts_node_start_byte(it->body) <= node.span().begin &&
          node.span().end <= ts_node_end_byte(it->body)) {
        return &*it;
      }
    }
    return nullptr;
  }

  std::string qualname(OpenScope* outer, std::string_view name) {
    if (outer == nullptr || outer->globals.contains(name)) return std::string(name);
    return outer->prefix + std::string(name);
  }

  void open_function(Node node) {
    OpenScope* outer = scope_at(node);
    const std::string name(node.field("name").text());
    model::Unit unit;
    unit.id = {file_, qualname(outer, name)};
    const Node whole = decorated_ && decorated_.field("definition") == node ? decorated_ : node;
    unit.span = {whole.span().begin, node.span().end};
    unit.line = node.line();
    unit.first_line = whole.line();
    unit.last_line = node.last_line();
    const bool async = node.child_count() > 0 && node.child(0).is("async");
    if (async) {
      unit.kind = model::UnitKind::coroutine;
    } else if (outer != nullptr) {
      unit.kind = outer->kind == ScopeKind::class_scope ? model::UnitKind::method : model::UnitKind::nested;
    }
    OpenScope scope{ScopeKind::function,
                    node.raw(),
                    node.field("body").raw(),
                    unit.id.qualname + ".<locals>.",
                    static_cast<int>(out_.units.size()),
                    {}};
    collect_globals(node.field("body"), scope.globals);
    if (node.field("body").text().find("yield") != std::string_view::npos)
      yields_until_ = std::max(yields_until_, node.span().end);
    scopes_.push_back(std::move(scope));
    out_.units.push_back(std::move(unit));
    out_.definitions.push_back(node);
  }

  void open_class(Node node) {
    OpenScope scope{ScopeKind::class_scope,
                    node.raw(),
                    node.field("body").raw(),
                    qualname(scope_at(node), node.field("name").text()) + ".",
                    -1,
                    {}};
    collect_globals(node.field("body"), scope.globals);
    scopes_.push_back(std::move(scope));
  }

  // Names that a scope declares global; a definition of such a name is named as one of the module.
  void collect_globals(Node body, std::set<std::string, std::less<>>& names) {
    if (!body || body.text().find("global") == std::string_view::npos) return;
    walk_tree(
        body.raw(),
        [&](TSNode raw) {
          const Node node(raw, bytes_.data());
          if (node.is("function_definition") || node.is("class_definition") || node.is("lambda")) return false;
          if (!node.is("global_statement")) return true;
          for (const Node& name : node.items()) names.emplace(name.text());
          return false;
        },
        [](TSNode) {});
  }

  void mark_generator(Node node) {
    OpenScope* scope = scope_at(node);
    if (scope == nullptr || scope->kind != ScopeKind::function) return;
    auto& kind = out_.units[static_cast<std::size_t>(scope->unit)].kind;
    const bool async = kind == model::UnitKind::coroutine || kind == model::UnitKind::async_generator;
    kind = async ? model::UnitKind::async_generator : model::UnitKind::generator;
  }

  std::string_view line_indent(std::uint32_t line) const {
    if (line == 0 || line > starts_.size()) return {};
    auto text = bytes_.substr(starts_[line - 1]);
    if (line == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return text.substr(0, std::min(text.find_first_not_of(" \t\f"), text.size()));
  }

  void note_indent(Node block) {
    if (open_.empty()) return;
    const Node first = block.named(0);
    const Node owner = open_.back();
    if (!first || first.line() <= owner.line()) return;
    const auto inner = line_indent(first.line());
    const auto outer = line_indent(owner.line());
    if (inner.size() != first.column() || inner.size() <= outer.size() || !inner.starts_with(outer)) return;
    ++steps_[std::string(inner.substr(outer.size()))];
  }

  Node root_;
  bool damaged_, everywhere_;       // expressions are looked at in the whole file
  std::uint32_t yields_until_ = 0;  // and in functions that have the word `yield`, up to here
  std::vector<Node> open_;          // the nodes around the one that is entered
  const std::string& file_;
  std::string_view bytes_;
  const std::vector<std::uint32_t>& starts_;
  Survey out_;
  std::vector<OpenScope> scopes_;
  Node decorated_;
  std::map<std::string, std::size_t> steps_;
};

}  // namespace

Survey survey(Node root, const std::string& file, std::string_view bytes, const std::vector<std::uint32_t>& starts) {
  return Surveyor(root, file, bytes, starts).run();
}

}  // namespace velox::source
