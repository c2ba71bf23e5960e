package yamltext

import (
	"errors"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits of what is given to the parser, whose time grows with the square of the number
// of keys. A model file with every label in two languages has some 600 tokens, and needs
// brackets or dashes three deep.
const (
	maxTokens = 20_000 // comments not counted
	maxDepth  = 16
)

// document parses the text into its one document; nil for an empty one.
func document(text string) (ast.Node, *Problem) {
	tokens := lexer.Tokenize(text)
	if p := refuseTokens(tokens); p != nil {
		return nil, p
	}
	// Keys that stand twice are told by the decoder, with all other problems.
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, syntaxProblem(err)
	}
	var root ast.Node
	for _, doc := range file.Docs {
		switch {
		case doc.Body == nil:
		case root != nil:
			return nil, tokenProblem(doc.Body.GetToken(), "a second document: there may be one only")
		default:
			root = doc.Body
		}
	}
	return root, nil
}

// refuseTokens finds what a file may not use, before the parser builds anything
// of it.
func refuseTokens(tokens token.Tokens) *Problem {
	brackets, dashes, line, count := 0, 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			dashes, line = 0, t.Position.Line
		}
		if t.Type != token.CommentType {
			count++
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return tokenProblem(t, "anchors, aliases and merge keys are not used here: write the values out (text that begins with & or * needs quotes)")
		case token.TagType:
			return tokenProblem(t, "tags are not used here: write the plain value (text that begins with ! needs quotes)")
		case token.DirectiveType:
			return tokenProblem(t, "directives are not used here (text that begins with % needs quotes)")
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets--
		case token.SequenceEntryType, token.MappingKeyType:
			dashes++
		}
		switch {
		case brackets > maxDepth || dashes > maxDepth:
			return tokenProblem(t, "nested too deeply")
		case count > maxTokens:
			return tokenProblem(t, "this is far more than such a file holds")
		}
	}
	return nil
}

func syntaxProblem(err error) *Problem {
	var syntax yaml.Error
	if errors.As(err, &syntax) {
		return tokenProblem(syntax.GetToken(), "this is not YAML: "+syntax.GetMessage())
	}
	return &Problem{1, 1, "", "this is not YAML: " + err.Error()}
}

func tokenProblem(t *token.Token, message string) *Problem {
	if t == nil || t.Position == nil {
		return &Problem{1, 1, "", message}
	}
	return &Problem{t.Position.Line, t.Position.Column, "", message}
}
