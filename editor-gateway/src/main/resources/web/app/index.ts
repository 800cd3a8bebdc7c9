import './theme.css';
import './shared-links';
import './components/cb-app/cb-app';
